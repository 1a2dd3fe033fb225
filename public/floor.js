// Runs before the app, in the plain language of old browsers: where the app cannot run, words come that say what to do.
;(function () {
  var css = window.CSS && CSS.supports
  var modern = css && CSS.supports('selector(:is(a))') && 'noModule' in HTMLScriptElement.prototype
  var able =
    'serviceWorker' in navigator && window.indexedDB && window.crypto && crypto.subtle && window.CompressionStream
  if (modern && able) return
  document.documentElement.setAttribute('data-floor', 'below')
  var script = document.createElement('script')
  script.src = '/floor-words.js'
  document.head.appendChild(script)
})()
