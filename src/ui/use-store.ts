import { useEffect, useState } from 'preact/hooks'
import type { StoreApi } from 'zustand/vanilla'

/** What a zustand store says, again whenever that changes. */
export function useStore<T, U>(store: StoreApi<T>, select: (state: T) => U): U {
  const [value, setValue] = useState(() => select(store.getState()))
  useEffect(() => {
    const follow = (state: T) => setValue(() => select(state))
    follow(store.getState())
    return store.subscribe(follow)
  }, [store])
  return value
}
