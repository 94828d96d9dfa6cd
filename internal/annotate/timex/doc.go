// Package timex finds the time expressions of a text and says what they mean: a temporal tagger for news.
//
// It makes one pass over the tokens of a document. Each word is looked up once in the vocabulary of its language;
// where a trigger stands (a month, a unit of time, digits …) the rules of the language are tried from the words before
// it on, and the longest match wins. What a match means is kept as a set of fields (meaning) and resolved last,
// against the publication date, the sentence and the strategy (frame). Words, rules and holidays are data: one file a
// language in lang/, see grammar.go for its notation.
//
// Values are TIMEX3 (ISO-TimeML, ISO 24617-1) and EDTF (ISO 8601-2). How a newspaper's bare weekday is read (today,
// else the last one; the next one only where the sentence says so) follows what was measured on annotated newswire:
// nine in ten are the day of publication or one of the six before it.
package timex
