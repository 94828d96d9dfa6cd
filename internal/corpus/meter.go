package corpus

// A Meter is told that work of a stage begins, and returns what is to be called when it ends, with the bytes it went
// through. Stages follow one another; what is done inside one, by many at a time, is named after it and a slash:
// "documents/clean". Stages never read a clock themselves; nil measures nothing.
type Meter func(stage string) (end func(bytes int))

// Begin is the meter itself, which may be nil.
func (m Meter) Begin(stage string) (end func(bytes int)) {
	if m == nil {
		return unmeasured
	}
	return m(stage)
}

func unmeasured(int) {}

// Size returns how many bytes of text documents have.
func Size(docs []*Document) (n int) {
	for _, doc := range docs {
		n += len(doc.Clipping.Source.Text)
	}
	return n
}
