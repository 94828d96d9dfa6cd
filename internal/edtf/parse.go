package edtf

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A parser reads an EDTF expression from left to right.
type parser struct {
	s   string
	pos int
}

func (p *parser) fail(offset int, format string, args ...any) *Error {
	return &Error{offset, fmt.Sprintf(format, args...)}
}

// parse reads a whole expression. Its error is an *Error.
func parse(s string) (expr, error) {
	p := &parser{s: s}
	var x expr
	var err *Error
	switch {
	case s == "":
		err = p.fail(0, "empty date")
	case s[0] == '[' || s[0] == '{':
		x, err = p.set()
	case strings.Contains(s, "/"):
		x, err = p.interval()
	default:
		x, err = p.date()
	}
	if err == nil && p.pos < len(s) {
		err = p.unexpected()
	}
	if err != nil {
		return nil, err
	}
	return x, nil
}

func (p *parser) unexpected() *Error {
	if p.pos >= len(p.s) {
		return p.fail(p.pos, "the date is cut short")
	}
	r, _ := utf8.DecodeRuneInString(p.s[p.pos:])
	if r == 'x' {
		return p.fail(p.pos, "unspecified digits are written with a capital X")
	}
	return p.fail(p.pos, "unexpected %q", r)
}

// peek returns the byte at the place reached, 0 at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.s) {
		return p.s[p.pos]
	}
	return 0
}

// accept steps over lit if it comes next.
func (p *parser) accept(lit string) bool {
	if !strings.HasPrefix(p.s[p.pos:], lit) {
		return false
	}
	p.pos += len(lit)
	return true
}

// run steps over the bytes that belong to a class and returns them.
func (p *parser) run(class func(byte) bool) string {
	start := p.pos
	for p.pos < len(p.s) && class(p.s[p.pos]) {
		p.pos++
	}
	return p.s[start:p.pos]
}

func isDigit(c byte) bool     { return '0' <= c && c <= '9' }
func isDigitOrX(c byte) bool  { return isDigit(c) || c == 'X' }
func isQualifier(c byte) bool { return c == '~' || c == '?' || c == '%' }
func isBlank(c byte) bool     { return c == ' ' }

func (p *parser) qualifier() byte {
	if c := p.peek(); isQualifier(c) {
		p.pos++
		return c
	}
	return 0
}

// date reads a date, with a time of day or without.
func (p *parser) date() (*date, *Error) {
	start := p.pos
	d := &date{}
	if err := p.year(d); err != nil {
		return nil, err
	}
	alone := strings.ContainsAny(d.year.text, "YS") // such years have no months
	if !alone && p.accept("-") {
		at := p.pos
		if err := p.month(d); err != nil {
			return nil, err
		}
		if d.season != 0 && p.peek() == '-' {
			return nil, p.fail(at, "there is no month %s", d.month.text)
		}
	}
	if d.month.text != "" && d.season == 0 && p.accept("-") {
		if err := p.two(&d.day, "day"); err != nil {
			return nil, err
		}
	}
	if p.peek() == 'T' {
		if err := p.clock(d, start); err != nil {
			return nil, err
		}
	}
	if !d.place() {
		return nil, p.fail(start, "the calendar has no day %s", p.s[start:p.pos])
	}
	return d, nil
}

// year reads a year: of four digits, or longer after a Y, with an exponent or significant digits or without.
func (p *parser) year(d *date) *Error {
	d.year.before = p.qualifier()
	start := p.pos
	long := p.accept("Y")
	negative := p.accept("-")
	digits := p.run(isDigitOrX)
	exponent, err := p.suffix('E', 9)
	if err != nil {
		return err
	}
	significant, err := p.suffix('S', 18)
	if err != nil {
		return err
	}
	switch x := strings.Contains(digits, "X"); {
	case digits == "", p.peek() == 'x':
		return p.unexpected()
	case !long && len(digits) != 4:
		return p.fail(start, "a year has four digits; a longer one begins with Y")
	case !long && exponent > 0:
		return p.fail(start, "a year with an exponent begins with Y")
	case long && x, x && significant > 0:
		return p.fail(start, "such a year can't have unspecified digits")
	case long && digits[0] == '0', long && exponent == 0 && len(digits) < 5:
		return p.fail(start, "a year after Y has more than four digits, the first not 0")
	case len(digits)+exponent > 18:
		return p.fail(start, "the year is too long")
	case significant > len(digits)+exponent:
		return p.fail(start, "the year has fewer digits than it says are significant")
	case negative && digits == "0000":
		return p.fail(start, "the year 0 has no sign")
	}
	d.year.text = p.s[start:p.pos]
	d.first, d.last = yearRange(digits, exponent, significant, negative)
	if d.year.after = p.qualifier(); d.year.before != 0 && d.year.after != 0 {
		return p.fail(p.pos-1, "one part has two qualifiers")
	}
	return nil
}

// suffix reads a letter and a number up to most, or nothing, which is 0.
func (p *parser) suffix(letter byte, most int) (int, *Error) {
	start := p.pos
	if p.peek() != letter {
		return 0, nil
	}
	p.pos++
	digits := p.run(isDigit)
	n := number(digits)
	if digits == "" || len(digits) > 2 || n < 1 || n > most {
		return 0, p.fail(start, "%c is followed by a number from 1 to %d", letter, most)
	}
	return n, nil
}

// number returns the value of at most 18 digits.
func number(digits string) int {
	n := 0
	for i := 0; i < len(digits) && i < 18; i++ {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// yearRange returns the first and the last year that the written one may be.
func yearRange(digits string, exponent, significant int, negative bool) (first, last int) {
	digits += strings.Repeat("0", exponent)
	first = number(strings.ReplaceAll(digits, "X", "0"))
	last = number(strings.ReplaceAll(digits, "X", "9"))
	if significant > 0 {
		unit := 1
		for range len(digits) - significant {
			unit *= 10
		}
		first -= first % unit
		last = first + unit - 1
	}
	if negative {
		return -last, -first
	}
	return first, last
}

// two reads a month or a day.
func (p *parser) two(part *part, what string) *Error {
	part.before = p.qualifier()
	start := p.pos
	part.text = p.run(isDigitOrX)
	switch {
	case part.text == "", p.peek() == 'x':
		return p.unexpected()
	case len(part.text) != 2:
		return p.fail(start, "a %s has two digits", what)
	}
	if part.after = p.qualifier(); part.before != 0 && part.after != 0 {
		return p.fail(p.pos-1, "one part has two qualifiers")
	}
	return nil
}

// month reads a month, a season or another grouping of months.
func (p *parser) month(d *date) *Error {
	start := p.pos
	if err := p.two(&d.month, "month"); err != nil {
		return err
	}
	if !unspecified(d.month) {
		if n := number(d.month.text); n >= 21 && n <= 41 {
			d.season = n
			return nil
		}
	}
	for m := 1; m <= 12; m++ {
		if d.month.matches(m) {
			return nil
		}
	}
	return p.fail(start, "there is no month %s", d.month.text)
}

// clock reads a time of day and its zone, after a date that is told to the day.
func (p *parser) clock(d *date, start int) *Error {
	at := p.pos
	if d.day.text == "" || strings.ContainsAny(p.s[start:p.pos], "X~?%") {
		return p.fail(at, "only a whole, unqualified date can have a time")
	}
	p.pos++
	if err := p.field(23, "hour"); err != nil {
		return err
	}
	if !p.accept(":") {
		return p.fail(p.pos, "a time has hours and minutes, as in T09:47")
	}
	if err := p.field(59, "minute"); err != nil {
		return err
	}
	if p.accept(":") {
		if err := p.field(59, "second"); err != nil {
			return err
		}
	}
	if err := p.zone(); err != nil {
		return err
	}
	d.clock = p.s[at:p.pos]
	return nil
}

// zone reads a time zone: Z, or a shift from it of hours, or hours and minutes.
func (p *parser) zone() *Error {
	if p.accept("Z") || !p.accept("+") && !p.accept("-") {
		return nil
	}
	if err := p.field(23, "hour"); err != nil {
		return err
	}
	if p.accept(":") {
		return p.field(59, "minute")
	}
	return nil
}

func (p *parser) field(most int, what string) *Error {
	start := p.pos
	digits := p.run(isDigit)
	switch {
	case len(digits) != 2:
		return p.fail(start, "the %s has two digits", what)
	case number(digits) > most:
		return p.fail(start, "there is no %s %s", what, digits)
	}
	return nil
}

// interval reads two dates and the slash between them. Either may be open or unknown, not both unknown.
func (p *parser) interval() (*interval, *Error) {
	x := &interval{}
	var err *Error
	if x.start, x.texts[0], err = p.end(); err != nil {
		return nil, err
	}
	if !p.accept("/") {
		return nil, p.unexpected()
	}
	second := p.pos
	if x.end, x.texts[1], err = p.end(); err != nil {
		return nil, err
	}
	if p.s == "/" {
		return nil, p.fail(0, "an interval needs an end that is told")
	}
	if x.start != nil && x.end != nil && after(x.start, x.end) {
		return nil, p.fail(second, "the interval ends before it begins")
	}
	return x, nil
}

// after reports whether all of a is later than all of b.
func after(a, b *date) bool { return a.from.known && b.to.known && a.from.day > b.to.day }

// end reads an end of an interval: a date, ".." or nothing.
func (p *parser) end() (*date, string, *Error) {
	switch {
	case p.accept(".."):
		return nil, "..", nil
	case p.pos == len(p.s) || p.peek() == '/':
		return nil, "", nil
	}
	d, err := p.date()
	return d, "", err
}

// set reads a set of dates in brackets or braces.
func (p *parser) set() (*set, *Error) {
	x := &set{open: p.s[0]}
	p.pos++
	for {
		m, err := p.member(len(x.members) == 0)
		if err != nil {
			return nil, err
		}
		x.members = append(x.members, m)
		switch {
		case p.accept(string(x.open + 2)):
			return x, nil
		case m.end == nil, !p.accept(","):
			return nil, p.unexpected()
		}
		p.run(isBlank)
	}
}

// member reads a member of a set. Only the first may lack its start.
func (p *parser) member(first bool) (m member, err *Error) {
	if first && p.accept("..") {
		m.run = true
		m.end, err = p.date()
		return m, err
	}
	if m.start, err = p.date(); err != nil {
		return m, err
	}
	m.end = m.start
	if !p.accept("..") {
		return m, nil
	}
	m.run, m.end = true, nil
	if p.peek() == ']' || p.peek() == '}' {
		return m, nil
	}
	at := p.pos
	if m.end, err = p.date(); err == nil && after(m.start, m.end) {
		err = p.fail(at, "the run ends before it begins")
	}
	return m, err
}
