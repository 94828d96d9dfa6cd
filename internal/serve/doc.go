// Package serve shows a site to its editors while they write it.
//
//	files → watch → build.Session → a view → pages on request, live reload, the desk
//
// One goroutine owns the session: it waits for changes of files, lets them settle for a few milliseconds and updates
// the site. A request that comes while a change is known but not yet applied waits for it, so nobody is ever shown an
// old page. Nothing is written to public/.
//
// The pages have the bytes of a build, with one script added ([inject]). It listens for events (live.go): it reloads
// the page when what it shows has changed, swaps stylesheets in place, and lays what is wrong over the page. Under
// /_desk/ stands what only editors see (desk.go), and what they may write (write.go).
//
// # Who may ask
//
// The server listens on the loopback unless told otherwise. A request must name a host that the server is reached by,
// so that no other site can point its own name at it (DNS rebinding). What writes must come from a page of this server:
// it carries the token that only these pages hold, and their origin. What is written stays in content/ of the site's
// folder, and no link leads out of it.
package serve
