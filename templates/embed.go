// Package templates holds the built-in theme's templates. A site's own templates/ file of the same name wins over one
// of these.
package templates

import "embed"

// Files holds the templates, *.html.
//
//go:embed *.html
var Files embed.FS
