/**
 * Gives a page a camera that shows a clock, 16 bits of ms, one block a bit, white for 1, and in its lower half a flash; and a
 * microphone that beeps every two seconds, at the moment of the flash. Run in it before anything else is.
 */
export function clockCamera(): void {
  const [width, height, block, bits] = [640, 360, 40, 16]
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d', { alpha: false })
  let flashUntil = 0
  let beeping: MediaStream | undefined

  function draw(): void {
    if (!pen) return
    const now = Date.now()
    pen.fillStyle = '#000'
    pen.fillRect(0, 0, width, height)
    pen.fillStyle = '#fff'
    for (let bit = 0; bit < bits; bit++) if ((now >> bit) & 1) pen.fillRect(bit * block, 0, block, height / 2)
    if (now < flashUntil) pen.fillRect(0, height / 2, width, height / 2)
  }

  function microphone(): MediaStream {
    const context = new AudioContext({ latencyHint: 'interactive' })
    const out = context.createMediaStreamDestination()
    const voice = context.createOscillator()
    voice.frequency.value = 440
    const gain = context.createGain()
    gain.gain.value = 0
    // What is heard lights the flash: both are of one moment, but for a block of 256 samples.
    const ear = context.createScriptProcessor(256, 1, 1)
    ear.onaudioprocess = ({ inputBuffer }) => {
      if (Date.now() < flashUntil || !inputBuffer.getChannelData(0).some((value) => value > 0.1)) return
      flashUntil = Date.now() + 300
      draw()
    }
    voice.connect(gain).connect(out)
    gain.connect(ear).connect(context.destination)
    voice.start()
    setInterval(() => {
      const from = context.currentTime + 0.05
      gain.gain.setValueAtTime(0.5, from)
      gain.gain.setValueAtTime(0, from + 0.25)
    }, 2_100)
    return out.stream
  }

  setInterval(draw, 1_000 / 30)
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (wanted?.video) return canvas.captureStream(30)
    beeping ??= microphone()
    return beeping.clone()
  }
}
