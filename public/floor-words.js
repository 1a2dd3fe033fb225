// What to do where the app cannot run: an address without https, an old iPhone, an old or private browser.
;(function () {
  var apple = /iPhone|iPad|iPod/.test(navigator.userAgent)
  var secure = window.isSecureContext !== false
  var zh, en
  if (!secure) {
    zh = [
      '这个网址打不开离线功能',
      '浏览器只在 https 网址上允许保存课件。请用县里给的 https:// 开头的网址打开；校内服务器请按《运维手册》装好证书，或在这台电脑上用 http://localhost 打开。',
    ]
    en = [
      'This address cannot work offline',
      'Browsers keep lessons only for https addresses. Open the https:// address that your county gave you; for a hub in the school, see the operating guide on certificates.',
    ]
  } else if (apple) {
    zh = [
      '这台苹果设备的系统太旧',
      '请在“设置 → 通用 → 软件更新”里升级到 iOS 16.4 或更新，再用 Safari 打开。不能升级的，请用学校的平板或电脑。',
    ]
    en = [
      'This iPhone or iPad is too old',
      'Update to iOS 16.4 or newer in Settings, then open this page in Safari; or use one of the school’s devices.',
    ]
  } else {
    zh = [
      '这个浏览器太旧，打不开同课',
      '请换用 Chrome 88 以上（Windows 7 可装 Chrome 109）、新版 Edge、360 极速浏览器 X 或系统自带的新版浏览器，再打开本页。无痕模式下也打不开。',
    ]
    en = [
      'This browser is too old for Tongke',
      'Use Chrome 88 or newer (109 on Windows 7) or another current browser, not in private mode, and open this page again.',
    ]
  }
  function say() {
    var box = document.getElementById('app')
    function add(tag, text) {
      var element = document.createElement(tag)
      element.appendChild(document.createTextNode(text))
      box.appendChild(element)
    }
    box.style.cssText = 'max-width:38em;margin:12vh auto;padding:0 1.2em;font:20px/1.7 sans-serif;color:#23211d'
    add('h1', zh[0])
    add('p', zh[1])
    add('p', en[0] + '. ' + en[1])
  }
  if (document.getElementById('app')) say()
  else document.addEventListener('DOMContentLoaded', say)
})()
