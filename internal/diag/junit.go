package diag

import (
	"encoding/xml"
	"io"
)

// JUnit writes the list as a JUnit report, one test case a file and one failure a diagnostic that isn't mere
// information; GitLab and Jenkins show it. A list without any gives one case that passed.
func JUnit(w io.Writer, list List) error {
	type failure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
	type testcase struct {
		Class    string    `xml:"classname,attr"`
		Name     string    `xml:"name,attr"`
		Failures []failure `xml:"failure"`
	}
	type suite struct {
		XMLName  xml.Name    `xml:"testsuite"`
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []*testcase `xml:"testcase"`
	}
	s := suite{Name: "briefing"}
	for _, d := range list {
		if d.Severity == Info {
			continue
		}
		name := d.File
		if name == "" {
			name = "site"
		}
		if n := len(s.Cases); n == 0 || s.Cases[n-1].Name != name {
			s.Cases = append(s.Cases, &testcase{Class: "briefing", Name: name})
		}
		last := s.Cases[len(s.Cases)-1]
		last.Failures = append(last.Failures, failure{d.Severity.String() + " " + d.ID, visible(d.Message), lines(d.Where() + "\n" + withHint(d))})
		s.Failures++
	}
	if len(s.Cases) == 0 {
		s.Cases = []*testcase{{Class: "briefing", Name: "site"}}
	}
	s.Tests = len(s.Cases)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(s); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
