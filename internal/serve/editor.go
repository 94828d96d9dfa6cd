package serve

import (
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// An editor is the form of the addresses by which a browser opens files in a program, with {file}, {line} and {column}.
type editor string

// editors are those of programs that register such addresses, by the name of their command.
var editors = map[string]editor{
	"code": "vscode://file{file}:{line}:{column}", "code-insiders": "vscode-insiders://file{file}:{line}:{column}",
	"codium": "vscodium://file{file}:{line}:{column}", "cursor": "cursor://file{file}:{line}:{column}",
	"windsurf": "windsurf://file{file}:{line}:{column}", "zed": "zed://file{file}:{line}:{column}",
	"idea": "idea://open?file={file}&line={line}&column={column}", "mate": "txmt://open?url=file://{file}&line={line}&column={column}",
	"subl": "subl://open?url=file://{file}&line={line}&column={column}", "emacs": "org-protocol://open-source?url=file://{file}&line={line}",
	"mvim": "mvim://open?url=file://{file}&line={line}&column={column}",
}

// editorOf returns the editor that is meant: the name or the command line of a program, or the form of an address. One
// that opens in a terminal can't be called by a browser; Visual Studio Code stands in for it.
func editorOf(s string) editor {
	if strings.Contains(s, "{file}") {
		return editor(s)
	}
	command, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	if e, ok := editors[strings.TrimSuffix(path.Base(filepath.ToSlash(command)), ".exe")]; ok {
		return e
	}
	return editors["code"]
}

// link returns the address that opens a file of the site; line and column count from 1, 0 where unknown.
func (e editor) link(dir, file string, line, column int) string {
	full, err := filepath.Abs(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		return ""
	}
	full = filepath.ToSlash(full)
	if !strings.HasPrefix(full, "/") {
		full = "/" + full // C:/…
	}
	return strings.NewReplacer("{file}", (&url.URL{Path: full}).EscapedPath(), "{line}", strconv.Itoa(max(line, 1)), "{column}",
		strconv.Itoa(max(column, 1))).Replace(string(e))
}
