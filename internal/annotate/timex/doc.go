// Package timex finds the time expressions of a text and says what they mean: a temporal tagger for news.
//
// It makes one pass over the tokens of a document. Each word is looked up once in the vocabulary of its language;
// where a trigger stands (a month, a unit of time, digits …) the rules of the language are tried from the words before
// it on, and the longest match wins. What a match means is kept as a set of fields (meaning) and resolved last,
// against the publication date, the sentence and the strategy (frame). Words, rules and holidays are data: one file a
// language in lang/, in the notation that language.go, grammar.go and holiday.go tell.
//
// # Values
//
// Values are TIMEX3 (ISO-TimeML, ISO 24617-1) and EDTF (ISO 8601-2). An expression that names a stretch of the
// calendar has its outer days; early, mid and late are thirds, approximate where the calendar doesn't bound them;
// deadlines and beginnings are open intervals. Seasons are whole months of the north, winter that of the year it
// begins in. "Three years ago" is as coarse as its unit; up to two weeks are counted to the day.
//
// A span holds the article and no preposition ("le 15 septembre", not "avant le 15 septembre"). A range is one
// expression where its ends need each other ("du 3 au 7 août"); dates that stand by themselves ("de 2014 à 2018") are
// two. In French a clock time stands apart from its day, in English it belongs to it.
//
// # Reference
//
// News is reckoned from the publication date. A bare weekday is that day or the last one, the next one only where the
// sentence says so; nine in ten were measured to be so in annotated newswire. A month without a year is the last one,
// a day and month the nearest, unless the sentence looks back or ahead: the nearest verb before the expression tells,
// else the first one after it, and a participle looks back unless an auxiliary of the future governs it.
//
// The publication date is the editor's, or inferred and marked so ([Annotator.Published]): a bound ("../2020-08-03",
// from the first comment of a reader) serves as the day itself, since comments follow within hours, and every Why that
// rests on it says "(inferred)". Of a date known by its month only months and years are told. With no date at all
// weekdays and the like keep underspecified values ("XXXX-WXX-5") and the flag "unresolved".
//
// # Flags
//
//	weekday-conflict   the date is another weekday than the text says; EDTF holds both days
//	impossible-date    no calendar has the day
//	after-publication  told as past, but later than the publication
//	unresolved         what is needed to reckon it isn't known
package timex
