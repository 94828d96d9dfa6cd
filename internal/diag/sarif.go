package diag

import (
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// What GitHub takes: of one run it shows 5,000 results, and a file it reads up to 10 MB, compressed. With messages cut to
// a kilobyte no list of that length gets there. https://docs.github.com/code-security/reference/code-scanning/sarif-files
const (
	maxSARIF        = 5000
	maxSARIFMessage = 1000 // bytes
)

// nowhere is the place of what is about no file: GitHub refuses a result without one.
const nowhere = "content/site.yaml"

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

// SARIF writes the list as a log of the Static Analysis Results Interchange Format, OASIS SARIF 2.1.0. Columns count
// Unicode code points. Of a longer list the first 5,000, errors before warnings, are written.
func SARIF(w io.Writer, list List) error {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Diagnostic) int { return int(a.Severity) - int(b.Severity) })
	list = list[:min(len(list), maxSARIF)]
	run := sarifRun{Tool: sarifTool{sarifDriver{Name: "briefing", Rules: []sarifRule{}}}, ColumnKind: "unicodeCodePoints", Results: make([]sarifResult, len(list))}
	rules := map[string]int{}
	for i, d := range list {
		if _, ok := rules[d.ID]; !ok {
			rules[d.ID] = len(rules)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{d.ID, sarifText{strings.ReplaceAll(d.ID, "-", " ")}})
		}
		run.Results[i] = sarifResult{d.ID, rules[d.ID], [...]string{"error", "warning", "note"}[d.Severity], sarifText{cut(withHint(d), maxSARIFMessage)}, sarifPlace(d)}
	}
	return encode(w, sarifLog{"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func sarifPlace(d Diagnostic) []sarifLocation {
	file := d.File
	if file == "" {
		file = nowhere
	}
	place := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: strings.TrimPrefix(file, "/")}).EscapedPath()}}
	if d.Source != nil {
		start, end := d.Source.Position(d.Span.Start), d.Source.Position(max(d.Span.End, d.Span.Start))
		place.Region = &sarifRegion{start.Line, start.Column, end.Line, end.Column}
	}
	return []sarifLocation{{place}}
}

// cut returns at most so many bytes of a text, whole characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most -= len("…"); !utf8.RuneStart(s[most]); most-- {
	}
	return s[:most] + "…"
}
