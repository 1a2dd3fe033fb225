// Runs before the app, in the plain language of old browsers: where the app cannot run, words come that say what to do.
;(function () {
  var css = window.CSS && CSS.supports
  var modern = css && CSS.supports('selector(:is(a))') && 'noModule' in HTMLScriptElement.prototype
  var able =
    'serviceWorker' in navigator && window.indexedDB && window.crypto && crypto.subtle && window.CompressionStream
  if (modern && able) return
  document.documentElement.setAttribute('data-floor', 'below')
  // Where the browser lets no text become a script (Trusted Types), the hub's policy knows this name.
  var words = '/floor-words.js'
  function address() {
    return words
  }
  var policy = window.trustedTypes && trustedTypes.createPolicy('tongke-floor', { createScriptURL: address })
  var script = document.createElement('script')
  script.src = policy ? policy.createScriptURL(words) : words
  document.head.appendChild(script)
})()
