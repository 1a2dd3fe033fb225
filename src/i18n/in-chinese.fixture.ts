import { beforeEach } from 'vitest'
import { setLanguage } from './language.ts'

/** Tests read words in Chinese, whatever the one before has left, unless they say otherwise. */
beforeEach(() => setLanguage('zh'))
