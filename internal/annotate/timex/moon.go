package timex

import (
	"math"

	"briefing/internal/edtf"
)

// newMoon returns the instant of the kth new moon after that of 6 January 2000, in days from 1970, universal time, to
// some minutes: Meeus, Astronomical Algorithms, chapter 49, with its largest terms.
func newMoon(k int) float64 {
	t := float64(k) / 1236.85
	deg := math.Pi / 180
	jde := 2451550.09766 + 29.530588861*float64(k) + 0.00015437*t*t
	m := (2.5534 + 29.10535670*float64(k)) * deg
	mp := (201.5643 + 385.81693528*float64(k) + 0.0107582*t*t) * deg
	fl := (160.7108 + 390.67050284*float64(k) - 0.0016118*t*t) * deg
	om := (124.7746 - 1.56375588*float64(k)) * deg
	e := 1 - 0.002516*t
	jde += -0.40720*math.Sin(mp) + 0.17241*e*math.Sin(m) + 0.01608*math.Sin(2*mp) + 0.01039*math.Sin(2*fl) +
		0.00739*e*math.Sin(mp-m) - 0.00514*e*math.Sin(mp+m) + 0.00208*e*e*math.Sin(2*m) - 0.00111*math.Sin(mp-2*fl) -
		0.00057*math.Sin(mp+2*fl) + 0.00056*e*math.Sin(2*mp+m) - 0.00042*math.Sin(3*mp) + 0.00042*e*math.Sin(m+2*fl) +
		0.00038*e*math.Sin(m-2*fl) - 0.00024*e*math.Sin(2*mp-m) - 0.00017*math.Sin(om)
	const epoch = 2440587.5
	return jde - epoch - 70.0/86400
}

// nearestNewMoon returns the instant of the new moon nearest to an instant in days from 1970.
func nearestNewMoon(at float64) float64 {
	const first, month = 10962.76, 29.530588861 // 6 January 2000
	return newMoon(int(math.Round((at - first) / month)))
}

// chinese returns a day of the Chinese calendar that falls in or begins in a Gregorian year. The first month begins at
// the second new moon after the winter solstice, but for the leap years that repeat a month before it, which this
// century has only in 2033: the new year is the new moon between 21 January and 20 February, in Beijing.
func chinese(year, month, day int) edtf.Day {
	const beijing = 8.0 / 24
	k := int(float64(year-2000) * 12.3685)
	earliest := float64(edtf.NewDay(year, 1, 21))
	for math.Floor(newMoon(k)+beijing) >= earliest {
		k--
	}
	for math.Floor(newMoon(k)+beijing) < earliest {
		k++
	}
	return edtf.Day(math.Floor(newMoon(k+month-1)+beijing)) + edtf.Day(day-1)
}
