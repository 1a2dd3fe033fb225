import type { Page } from 'playwright-core'

/**
 * On the screen on which homework is set: of a lesson of this subject, whatever was taught last at this time of the day. Lessons differ in how
 * their questions are answered.
 */
export async function chooseLesson(page: Page, subject: string): Promise<void> {
  const lesson = page.getByLabel('哪一课')
  const option = lesson.locator('option', { hasText: new RegExp(`^${subject}`) }).first()
  await lesson.selectOption(await option.getAttribute('value'))
  await page.getByRole('checkbox').first().waitFor()
}
