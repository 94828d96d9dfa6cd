// Words as the index has them: folded, cut and brought to their stems exactly as at build.
const opened = { œ: 'oe', Œ: 'oe', æ: 'ae', Æ: 'ae', ß: 'ss', ẞ: 'ss', ø: 'o', Ø: 'o', đ: 'd', Đ: 'd', ł: 'l', Ł: 'l', ı: 'i' }
const joiners = /[\u00ad\u200b-\u200d\u2060\ufeff]/

function foldCharacter(c) {
  const code = c.codePointAt(0)
  if (code < 0x80) return c.toLowerCase()
  if (opened[c]) return opened[c]
  if (joiners.test(c) || (code >= 0x300 && code < 0x370)) return ''
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) return c.toLowerCase().normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase()
  return c.toLowerCase()
}

/** A text in lower case and without accents. */
export function fold(text) {
  let out = ''
  for (const c of text) out += foldCharacter(c)
  return out
}

/** The words and numbers of a text: folded, and where they stand. */
export function words(text) {
  const found = []
  for (const m of text.matchAll(/\p{L}[\p{L}\p{Mn}\u00ad\u200b-\u200d\u2060\ufeff]*|\p{Nd}[\p{Nd}\p{Mn}\u00ad\u200b-\u200d\u2060\ufeff]*/gu)) {
    found.push({ word: fold(m[0]), start: m.index, end: m.index + m[0].length })
  }
  return found
}

/** The stem of a folded word by the steps of a language. */
export function stem(word, steps) {
  if (!steps || word.length < 4) return word
  for (const step of steps) {
    for (const [ending, instead, left] of step) {
      if (word.length - ending.length >= left && word.endsWith(ending)) {
        word = word.slice(0, word.length - ending.length) + instead
        break
      }
    }
  }
  return word
}

/** Whether two words differ by one letter: another, one more, one less, or two that changed places. With open, the
 * second may go on. */
export function near(a, b, open = false) {
  const same = (x, y) => open ? y.startsWith(x) : x === y
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  if (i === a.length) return open || b.length - i <= 1
  return same(a.slice(i + 1), b.slice(i + 1)) || same(a.slice(i), b.slice(i + 1)) || same(a.slice(i + 1), b.slice(i)) ||
    (a[i] === b[i + 1] && a[i + 1] === b[i] && same(a.slice(i + 2), b.slice(i + 2)))
}
