package corpus

import (
	"strconv"
	"strings"
)

// A Reason says why the program decided something, or where it read something: a code, which every language has its
// own words for, and what those words are filled in with.
type Reason struct {
	Code ReasonCode
	N    int32  // a line from 1, or a count
	Text string // a phrase of the lists, a name in a file's format, an editor's own words
}

// A ReasonCode names a reason. The zero value is none.
type ReasonCode uint8

const (
	NoReason ReasonCode = iota
	Told                // Text is all there is to say: an editor's words, or a field's name, the same in every language
	ByEditor
	GivenWithText

	// Rules of cleaning.
	SignsOnly
	HoldsPhrase
	LinksUnder
	CommentStamp
	CommentOf
	IsDateline
	Recurs
	RepeatsLine
	BeginsLine
	NearlyRepeats
	ShortFirstLine
	FirstParagraph
	RunningText
	WordsBefore
	ShortAlone

	// What a saved page says of its lines.
	PageNavigation
	PageFooter
	PageAside
	PageForm
	PageHidden
	PageNamed
	PageComments
	PageTitle
	PageAround
	PageTable
	PageLink
	PageStrange
	PageHeading
	PageCaption

	// What other formats say of them.
	MarkdownCode
	MarkdownHeading
	MarkdownPicture
	PDFPageNumber
	PDFRecurs

	// Who says when, where and by whom a clipping was published, and what it is called.
	TitleLine
	FirstSentence
	FileName
	OnLine
	ItsAddress
	StampOnLine
	DatelineOnLine
	BeforeComment
	PageSays
	PageTimeElement
	MailSays
	PDFSays
	FrontMatterSays
)

// reasons has, for each code, its key in catalogues and its English words, with {n} and {text} to fill in.
var reasons = [...]struct{ key, words string }{
	NoReason:      {"", ""},
	Told:          {"told", "{text}"},
	ByEditor:      {"editor", "editor"},
	GivenWithText: {"given", "given"},

	SignsOnly:      {"signs", "signs only"},
	HoldsPhrase:    {"phrase", "phrase: {text}"},
	LinksUnder:     {"links_under", "links under line {n}"},
	CommentStamp:   {"comment_stamp", "comment stamp"},
	CommentOf:      {"comment_of", "comment of line {n}"},
	IsDateline:     {"dateline", "dateline"},
	Recurs:         {"recurs", "stands in {n} articles of its source"},
	RepeatsLine:    {"repeats", "repeats line {n}"},
	BeginsLine:     {"begins", "is the beginning of line {n}"},
	NearlyRepeats:  {"nearly_repeats", "nearly repeats line {n}"},
	ShortFirstLine: {"short_first", "first line, short, without a full stop"},
	FirstParagraph: {"first_paragraph", "first paragraph"},
	RunningText:    {"running", "running text"},
	WordsBefore:    {"words_before", "only words of the paragraph before"},
	ShortAlone:     {"short_alone", "short, alone, without a full stop"},

	PageNavigation: {"page_navigation", "page: navigation"},
	PageFooter:     {"page_footer", "page: footer"},
	PageAside:      {"page_aside", "page: aside"},
	PageForm:       {"page_form", "page: form"},
	PageHidden:     {"page_hidden", "page: hidden"},
	PageNamed:      {"page_named", "page: {text}"},
	PageComments:   {"page_comments", "page: comments ({text})"},
	PageTitle:      {"page_title", "page: the heading that gives the title"},
	PageAround:     {"page_around", "page: around the article"},
	PageTable:      {"page_table", "page: table or listing"},
	PageLink:       {"page_link", "page: a link and nothing else"},
	PageStrange:    {"page_strange", "page: not in the text that the page gives as its article"},
	PageHeading:    {"page_heading", "page: heading"},
	PageCaption:    {"page_caption", "page: caption"},

	MarkdownCode:    {"markdown_code", "markdown: code"},
	MarkdownHeading: {"markdown_heading", "markdown: heading"},
	MarkdownPicture: {"markdown_picture", "markdown: picture"},
	PDFPageNumber:   {"pdf_number", "pdf: page number"},
	PDFRecurs:       {"pdf_recurs", "pdf: stands on {n} pages"},

	TitleLine:       {"title_line", "title line"},
	FirstSentence:   {"first_sentence", "first sentence"},
	FileName:        {"file_name", "file name"},
	OnLine:          {"on_line", "line {n}"},
	ItsAddress:      {"address", "its address"},
	StampOnLine:     {"stamp", "the stamp on line {n}"},
	DatelineOnLine:  {"dateline_on", "the dateline on line {n}"},
	BeforeComment:   {"before_comment", "on or before the earliest comment of a reader, line {n}"},
	PageSays:        {"page_says", "the page's {text}"},
	PageTimeElement: {"page_time", "the page's first time element"},
	MailSays:        {"mail_says", "the mail's {text}"},
	PDFSays:         {"pdf_says", "the PDF's {text}"},
	FrontMatterSays: {"front_matter", "front matter {text}"},
}

// ReasonCodes returns all codes but NoReason.
func ReasonCodes() (codes []ReasonCode) {
	for c := range reasons[1:] {
		codes = append(codes, ReasonCode(c+1))
	}
	return codes
}

// Key returns the name of the code in catalogues of words: "repeats".
func (c ReasonCode) Key() string { return reasons[c].key }

// Words returns the English words of the code, with {n} and {text} where they are filled in.
func (c ReasonCode) Words() string { return reasons[c].words }

// OfLine returns a reason that tells of a line, from 1.
func (c ReasonCode) OfLine(n int) Reason { return Reason{Code: c, N: int32(n)} }

// Of returns a reason that tells of a text.
func (c ReasonCode) Of(text string) Reason { return Reason{Code: c, Text: text} }

// Own returns an editor's or a file's own words as a reason; none for "".
func Own(words string) Reason {
	if words == "" {
		return Reason{}
	}
	return Reason{Code: Told, Text: words}
}

// String returns the reason in English, as the terminal and the data files have it.
func (r Reason) String() string {
	words := r.Code.Words()
	if !strings.Contains(words, "{") {
		return words
	}
	words = strings.ReplaceAll(words, "{n}", strconv.Itoa(int(r.N)))
	return strings.ReplaceAll(words, "{text}", r.Text)
}
