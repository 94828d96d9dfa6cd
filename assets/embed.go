// Package assets holds the built-in theme's stylesheets, scripts and pictures. A site's own assets/ file of the same name wins
// over one of these.
package assets

import "embed"

// Files holds the assets.
//
//go:embed *.css *.svg js/*.js
var Files embed.FS
