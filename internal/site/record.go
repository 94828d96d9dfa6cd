package site

import (
	"strconv"

	"briefing/internal/text"
)

// The records of which a large corpus has very many, written as encoding/json would write them from their tags.

func (r EventRecord) append(out []byte) []byte {
	out = appendMember(out, `{"id":`, r.ID)
	out = appendOptional(out, `,"date":`, r.Date)
	out = appendOptional(out, `,"from":`, r.From)
	out = appendOptional(out, `,"to":`, r.To)
	out = appendMember(out, `,"precision":`, r.Precision)
	out = appendMember(out, `,"status":`, r.Status)
	out = appendMember(out, `,"title":`, r.Title)
	out = appendMember(out, `,"lang":`, r.Lang)
	out = append(out, `,"entities":[`...)
	for i, id := range r.Entities {
		out = text.AppendJSON(appendComma(out, i), id)
	}
	out = append(out, `],"statements":[`...)
	for i := range r.Statements {
		out = r.Statements[i].append(appendComma(out, i))
	}
	out = strconv.AppendBool(append(out, `],"deadline":`...), r.Deadline)
	out = appendNumber(out, `,"sources":`, r.Sources)
	out = append(out, `,"conflicts":[`...)
	for i := range r.Conflicts {
		out = appendRecord(appendComma(out, i), r.Conflicts[i])
	}
	return append(appendMember(out, `],"url":`, r.URL), '}')
}

func (r *StatementRecord) append(out []byte) []byte {
	out = appendMember(out, `{"document":`, r.Document)
	out = appendMember(out, `,"clipping":`, r.Clipping)
	out = appendMember(out, `,"sentence":`, r.Sentence)
	out = appendNumber(out, `,"start":`, r.Start)
	out = appendNumber(out, `,"end":`, r.End)
	out = appendNumber(out, `,"line":`, r.Line)
	out = appendMember(out, `,"text":`, r.Text)
	return append(appendMember(out, `,"url":`, r.URL), '}')
}

func (r QuoteRecord) append(out []byte) []byte {
	out = appendMember(out, `{"document":`, r.Document)
	out = appendMember(out, `,"clipping":`, r.Clipping)
	out = appendMember(out, `,"sentence":`, r.Sentence)
	out = appendNumber(out, `,"start":`, r.Start)
	out = appendNumber(out, `,"end":`, r.End)
	out = appendNumber(out, `,"outer_start":`, r.OuterStart)
	out = appendNumber(out, `,"outer_end":`, r.OuterEnd)
	out = appendNumber(out, `,"line":`, r.Line)
	out = appendMember(out, `,"text":`, r.Text)
	out = appendMember(out, `,"lang":`, r.Lang)
	out = appendMember(out, `,"kind":`, r.Kind)
	out = appendOptional(out, `,"speaker":`, r.Speaker)
	out = appendOptional(out, `,"speaker_text":`, r.SpeakerText)
	out = appendMember(out, `,"cue":`, r.Cue)
	return append(appendMember(out, `,"url":`, r.URL), '}')
}

func appendMember(out []byte, name, value string) []byte {
	return text.AppendJSON(append(out, name...), value)
}

func appendNumber(out []byte, name string, n int) []byte {
	return strconv.AppendInt(append(out, name...), int64(n), 10)
}

func appendOptional(out []byte, name string, value *string) []byte {
	if value == nil {
		return append(append(out, name...), "null"...)
	}
	return appendMember(out, name, *value)
}

func appendComma(out []byte, i int) []byte {
	if i > 0 {
		out = append(out, ',')
	}
	return out
}
