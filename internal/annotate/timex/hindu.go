package timex

import (
	"math"

	"briefing/internal/edtf"
)

// India is five and a half hours ahead of universal time.
const india = 5.5 / 24

// sunLongitude returns the tropical longitude of the sun in degrees at an instant in days from 1970: Meeus,
// Astronomical Algorithms, chapter 25, low accuracy.
func sunLongitude(at float64) float64 {
	t := (at - 10957.5) / 36525 // from the year 2000
	m := rad(357.52911 + 35999.05029*t)
	c := 1.914602*math.Sin(m) + 0.019993*math.Sin(2*m) + 0.000289*math.Sin(3*m)
	return turn(280.46646 + 36000.76983*t + c - 0.00569)
}

// moonLongitude returns the tropical longitude of the moon in degrees to about a tenth: the largest terms of Meeus,
// chapter 47.
func moonLongitude(at float64) float64 {
	t := (at - 10957.5) / 36525
	d, m := rad(297.8501921+445267.1114034*t), rad(357.5291092+35999.0502909*t)
	n, f := rad(134.9633964+477198.8675055*t), rad(93.2720950+483202.0175233*t)
	s := 6.288774*math.Sin(n) + 1.274027*math.Sin(2*d-n) + 0.658314*math.Sin(2*d) + 0.213618*math.Sin(2*n) -
		0.185116*math.Sin(m) - 0.114332*math.Sin(2*f) + 0.058793*math.Sin(2*d-2*n) + 0.057066*math.Sin(2*d-m-n) +
		0.053322*math.Sin(2*d+n) + 0.045758*math.Sin(2*d-m) - 0.040923*math.Sin(m-n) - 0.034720*math.Sin(d) -
		0.030383*math.Sin(m+n)
	return turn(218.3164477 + 481267.88123421*t + s)
}

func rad(degrees float64) float64 { return math.Mod(degrees, 360) * math.Pi / 180 }

// turn brings degrees between 0 and 360.
func turn(degrees float64) float64 {
	if degrees = math.Mod(degrees, 360); degrees < 0 {
		degrees += 360
	}
	return degrees
}

// sidereal returns a longitude against the stars, by the precession of Lahiri that India's calendars use.
func sidereal(longitude, at float64) float64 {
	return turn(longitude - 23.853 - (at-10957.5)/365.25*50.29/3600)
}

// hindu returns a day of the lunisolar calendar of India that falls in a Gregorian year: the day on which, at some
// hour, the tithi (a thirtieth of the month) holds. Months run from new moon to new moon and are counted from Chaitra;
// of a leap month and its namesake the second one is meant. Reingold and Dershowitz, Calendrical Calculations.
func hindu(year, month, tithi, hour int) (edtf.Day, bool) {
	first, last := edtf.NewDay(year, 1, 1), edtf.NewDay(year, 12, 31)
	sign := (month + 10) % 12
	signOf := func(k int) int {
		at := newMoon(k)
		return int(sidereal(sunLongitude(at), at) / 30)
	}
	k := int(math.Round((float64(first) - 45 - 10962.76) / 29.530588861))
	for end := k + 15; k < end; k++ {
		if signOf(k) != sign || signOf(k+1) == sign {
			continue
		}
		if d := tithiDay(newMoon(k), tithi, hour); d >= first && d <= last {
			return d, true
		}
	}
	return 0, false
}

// tithiDay returns the first day after a new moon on which a tithi holds at an hour; where it holds at none, as it may
// be short, the day it begins on.
func tithiDay(moon float64, tithi, hour int) edtf.Day {
	d := edtf.Day(math.Floor(moon + india))
	for n := 0; n < 34; n++ {
		at := float64(d) + float64(hour)/24 - india
		if age := turn(moonLongitude(at) - sunLongitude(at)); at >= moon && int(age/12)+1 >= tithi && at < moon+29.6 {
			if int(age/12)+1 > tithi && n > 0 {
				return d - 1
			}
			return d
		}
		d++
	}
	return d
}

// sankranti returns the day of a Gregorian year on which the sun comes to a sidereal longitude; after sunset it counts
// as the next day.
func sankranti(year, longitude int) edtf.Day {
	const sunset = 18.0 / 24
	d := edtf.NewDay(year, 1, 1)
	for ; ; d++ {
		at := float64(d) + sunset - india
		if gone := turn(sidereal(sunLongitude(at), at) - float64(longitude)); gone < 1.1 {
			return d
		}
	}
}

// starDay returns the day of a Gregorian year on whose evening the moon stands in a lunar mansion, counted from 1,
// while the sun is in a sidereal sign.
func starDay(year, mansion, sign int) (edtf.Day, bool) {
	for d := edtf.NewDay(year, 1, 1); d <= edtf.NewDay(year, 12, 31); d++ {
		at := float64(d) + 18.0/24 - india
		if int(sidereal(sunLongitude(at), at)/30)+1 == sign && int(sidereal(moonLongitude(at), at)*27/360)+1 == mansion {
			return d, true
		}
	}
	return 0, false
}
