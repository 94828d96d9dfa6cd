package site

import "testing"

// TestRecordsAreWrittenByTheirTags: the writers know every field of a record, in order.
func TestRecordsAreWrittenByTheirTags(t *testing.T) {
	a, b := "<a> & \"b\"\n", "é\u2028"
	event := EventRecord{ID: "id", Date: &a, From: &b, Precision: "day", Status: "past", Title: a, Lang: "fr", Entities: []string{"x", a}, Deadline: true, Sources: 3,
		Statements: []StatementRecord{{"d", "c.txt", "s1", 1, 2, 3, a, "u"}, {}},
		Conflicts:  []ConflictRecord{{"day", []ClaimRecord{{a, &b, []int{0, 1}}}}, {"number", []ClaimRecord{}}}, URL: b}
	empty := EventRecord{Entities: []string{}, Statements: []StatementRecord{}, Conflicts: []ConflictRecord{}, To: &a}
	quote := QuoteRecord{"d", "c.txt", "s1", 1, 2, 3, 4, 5, a, "fr", "direct", &a, &b, "said", "u"}
	for _, c := range []struct {
		got    []byte
		record any
	}{
		{event.append(nil), event}, {empty.append(nil), empty}, {quote.append(nil), quote}, {QuoteRecord{}.append(nil), QuoteRecord{}},
		{event.Statements[0].append(nil), event.Statements[0]},
	} {
		if want := string(appendRecord(nil, c.record)); string(c.got) != want {
			t.Errorf("written\n%s\nwant\n%s", c.got, want)
		}
	}
}
