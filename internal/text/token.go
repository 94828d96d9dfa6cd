package text

// A Kind says what a [Token] is made of.
type Kind uint8

const (
	Word   Kind = iota + 1 // letters
	Number                 // decimal digits
	Punct                  // one character that is neither a letter, a digit nor a space
)

// A Case is how a word is written.
type Case uint8

const (
	Lower   Case = iota // no capital, or no letter of two cases
	Capital             // a capital, then none: "Trump", "A"
	Upper               // nothing but capitals, two or more: "CNBC"
	Mixed               // any other mixture: "TikTok", "iPhone"
)

// A Token is a word, a number or a sign. Letters and digits never share a token: "1er" is "1" and "er", glued
// (the end of one is the start of the next).
type Token struct {
	Start, End int32  // byte offsets into the text
	fold       int32  // byte offset into the folded text; the next token's is the end
	Line       int32  // line breaks before the token
	hash       uint64 // of the folded form
	Kind       Kind
	Case       Case
	ASCII      bool // nothing but ASCII
}

// Span returns the span of the token.
func (t Token) Span() Span { return Span{t.Start, t.End} }

// Hash returns the [Hash] of the token's folded form.
func (t *Token) Hash() uint64 { return t.hash }

// Tokens is a text cut into tokens, spaces left out, with the folded form of each. It is made once for each
// document and read by all annotators.
type Tokens struct {
	Text   string
	List   []Token
	folded string
	buf    []byte  // where folded was made
	blocks []int32 // for each run of 1<<blockBits bytes but the first, the first token that starts in it or after it
}

const blockBits = 6

// Len returns the number of tokens.
func (t *Tokens) Len() int { return len(t.List) }

// Fold returns the folded form of token i; see [AppendFold]. It doesn't allocate.
func (t *Tokens) Fold(i int) string {
	end := len(t.folded)
	if i+1 < len(t.List) {
		end = int(t.List[i+1].fold)
	}
	return t.folded[t.List[i].fold:end]
}

// Same reports whether tokens i and j have the same folded form.
func (t *Tokens) Same(i, j int) bool {
	return t.List[i].hash == t.List[j].hash && t.Fold(i) == t.Fold(j)
}

// Raw returns token i as it is written.
func (t *Tokens) Raw(i int) string { return t.Text[t.List[i].Start:t.List[i].End] }

// Glued reports whether token i follows token i-1 without a space.
func (t *Tokens) Glued(i int) bool { return i > 0 && t.List[i-1].End == t.List[i].Start }

// At returns the index of the first token that starts at or after the byte offset off.
func (t *Tokens) At(off int32) int {
	i := 0
	if b := int(off) >> blockBits; b > len(t.blocks) {
		return len(t.List)
	} else if b > 0 {
		i = int(t.blocks[b-1])
	}
	for i < len(t.List) && t.List[i].Start < off {
		i++
	}
	return i
}

// Within returns the tokens of a span, from first up to last; ok is false where one crosses an end of it.
func (t *Tokens) Within(s Span) (first, last int, ok bool) {
	first, last = t.At(s.Start), t.At(s.End)
	return first, last, (first == 0 || t.List[first-1].End <= s.Start) && (last == 0 || t.List[last-1].End <= s.End)
}
