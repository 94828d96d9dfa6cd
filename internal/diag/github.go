package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// GitHub writes the list as workflow commands, which GitHub Actions shows beside the lines they are about:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func GitHub(w io.Writer, list List) error {
	b := bufio.NewWriter(w)
	for _, d := range list {
		command := [...]string{"error", "warning", "notice"}[d.Severity]
		var where []string
		if d.File != "" {
			where = append(where, "file="+property(d.File))
		}
		if pos := d.Position(); pos.Line > 0 {
			where = append(where, fmt.Sprintf("line=%d,col=%d", pos.Line, pos.Column))
		}
		where = append(where, "title="+property(d.ID))
		fmt.Fprintf(b, "::%s %s::%s\n", command, strings.Join(where, ","), message.Replace(lines(withHint(d))))
	}
	return b.Flush()
}

func withHint(d Diagnostic) string {
	if d.Hint == "" {
		return d.Message
	}
	return d.Message + "\nhint: " + d.Hint
}

var (
	message    = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	properties = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func property(s string) string { return properties.Replace(s) }
