import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldPath, isPackagePath } from './path.ts'

describe('a path in a package', () => {
  test.each(['pages.json', 'media/静夜思.mp3', 'a/b/c/d/e/f.svg', 'Übung 1.png'])('may be %s', (path) => {
    expect(isPackagePath(path)).toBe(true)
  })

  test.each([
    ['climbs', '../pages.json'],
    ['climbs from within', 'media/../../x'],
    ['is absolute', '/etc/passwd'],
    ['has a drive', 'C:/x'],
    ['has a backslash', 'media\\x.svg'],
    ['has an empty name', 'media//x.svg'],
    ['ends in a slash', 'media/'],
    ['is empty', ''],
    ['is a dot', '.'],
    ['is hidden', '.env'],
    ['ends in a dot, which Windows drops', 'x.svg.'],
    ['ends in a space, which Windows drops', 'x.svg '],
    ['is a device of Windows', 'media/NUL.svg'],
    ['has a line break', 'a\nb'],
    ['has a null', 'a\0b'],
    ['turns the reading direction round', 'x\u202egvs.exe'],
    ['has half a character', 'x\ud800'],
    ['is not in NFC', 'U\u0308bung.png'],
    ['is too deep', 'a/b/c/d/e/f/g'],
    ['is too long', 'a'.repeat(201)],
    ['has a stream of NTFS', 'x.svg:hidden'],
  ])('is refused when it %s', (_, path) => {
    expect(isPackagePath(path)).toBe(false)
  })

  test('never leaves the folder that it is resolved in', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', 'B', ':', ' ', '%', '静') }), (path) => {
        if (!isPackagePath(path)) return
        expect(new URL(path, 'https://hub.example/package/').href).toMatch(/^https:\/\/hub\.example\/package\/./)
      }),
    )
  })

  test('is the same as another where only case differs', () => {
    expect(foldPath('Media/STERN.svg')).toBe(foldPath('media/stern.SVG'))
    expect(foldPath('straße')).toBe(foldPath('STRASSE'))
    expect(foldPath('a')).not.toBe(foldPath('b'))
  })
})
