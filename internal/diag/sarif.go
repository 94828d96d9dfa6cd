package diag

import (
	"io"
	"net/url"
	"slices"
	"strings"
)

// maxSARIF is the number of results that GitHub shows of one run; the most severe are kept.
// https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const maxSARIF = 5000

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
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
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
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{d.ID})
		}
		run.Results[i] = sarifResult{d.ID, rules[d.ID], [...]string{"error", "warning", "note"}[d.Severity], sarifText{withHint(d)}, sarifPlace(d)}
	}
	return encode(w, sarifLog{"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func sarifPlace(d Diagnostic) []sarifLocation {
	if d.File == "" {
		return nil
	}
	place := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: strings.TrimPrefix(d.File, "/")}).EscapedPath()}}
	if d.Source != nil {
		start, end := d.Source.Position(d.Span.Start), d.Source.Position(max(d.Span.End, d.Span.Start))
		place.Region = &sarifRegion{start.Line, start.Column, end.Line, end.Column}
	}
	return []sarifLocation{{place}}
}
