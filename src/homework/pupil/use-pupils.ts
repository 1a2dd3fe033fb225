import { useEffect } from 'preact/hooks'
import { useLive } from '../../here/here.ts'
import { go } from '../../route.ts'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import { type ClassPupil, pupilsHere } from '../queries.ts'

/** The pupils who have the tablet now; without any it goes back to the picker. */
export function usePupils(): { pupils: readonly ClassPupil[]; name: string } | undefined {
  const holder = useStore(who, (state) => state)
  const all = useLive(pupilsHere)
  useEffect(() => {
    if (holder.as !== 'pupil') go('', 'replace')
  }, [holder.as])
  if (holder.as !== 'pupil' || !all) return undefined
  return { pupils: all.filter((one) => holder.pupils.includes(one.id)), name: holder.name }
}
