package publish

// Renderer returns what renders one file after another into the same buffers.
func Renderer() func(File) ([]byte, error) {
	var p page
	return p.render
}
