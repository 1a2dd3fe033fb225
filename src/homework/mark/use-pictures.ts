import type { BlobHash } from '../../../core/facts/ids.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import { here, useLive } from '../../here/here.ts'
import { type FileUrl, packageContents, usePackageFiles } from '../../library/open/index.ts'

/** The URLs of the pictures that these questions show. */
export function usePictures(manifest: BlobHash, questions: readonly Question[]): FileUrl {
  const contents = useLive(() => packageContents(here().store, manifest), [manifest])
  const paths = questions.flatMap((question) => question.picture?.file ?? [])
  return usePackageFiles(contents?.manifest, paths) ?? none
}

const none: FileUrl = () => undefined
