import { useState } from 'preact/hooks'

const key = 'tongke.microphone'

/** Which microphone the studio listens to, kept for this browser; undefined: the browser's choice. */
export function useChosenMicrophone(): [id: string | undefined, choose: (id: string | undefined) => void] {
  const [id, setId] = useState(chosenMicrophone)
  const choose = (next: string | undefined) => {
    setId(next)
    chooseMicrophone(next)
  }
  return [id, choose]
}

function chosenMicrophone(): string | undefined {
  try {
    return localStorage.getItem(key) || undefined
  } catch {
    return undefined // a browser that keeps nothing chooses by itself
  }
}

function chooseMicrophone(id: string | undefined): void {
  try {
    localStorage.setItem(key, id ?? '')
  } catch (error) {
    console.info('microphone:', error)
  }
}
