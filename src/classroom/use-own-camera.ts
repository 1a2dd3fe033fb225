import { useEffect, useState } from 'preact/hooks'
import { useOwnPicture } from '../media/index.ts'

/**
 * A class's camera, which is off until somebody here switches it on: for the host's wall, or for everybody while the class has the floor. The one
 * is no word for the other.
 *
 * @param mayBeSeen the host has a wall of pictures: the lesson is interactive
 */
export function useOwnCamera(hasFloor: boolean, mayBeSeen: boolean) {
  const picture = useOwnPicture()
  const [forHost, setForHost] = useState(false)
  const [forAll, setForAll] = useState(false)
  const isWanted = (forAll && hasFloor) || (forHost && mayBeSeen)

  useEffect(() => {
    if (!hasFloor) setForAll(false)
  }, [hasFloor])
  useEffect(() => {
    if (!mayBeSeen) setForHost(false)
  }, [mayBeSeen])
  useEffect(() => {
    if (isWanted && !picture.stream) void picture.open({ from: 'camera' })
    // To put it away takes what went wrong off the screen, too.
    if (!isWanted && !picture.trouble) picture.off()
  }, [isWanted])
  // What could not be opened, or was unplugged, is switched on anew by a person.
  useEffect(() => {
    if (!picture.trouble) return
    setForAll(false)
    setForHost(false)
  }, [picture.trouble])

  const { stream } = picture
  return {
    picture,
    host: { stream: forHost && mayBeSeen ? stream : undefined, isOn: forHost, toggle: () => setForHost(!forHost) },
    all: { stream: forAll && hasFloor ? stream : undefined, isOn: forAll, toggle: () => setForAll(!forAll) },
  }
}
