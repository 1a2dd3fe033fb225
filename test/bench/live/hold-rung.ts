import type { Page } from 'playwright-core'

/** A classroom holds a rung by hand, by its words, and has it. */
export async function holdRung(page: Page, rung: string): Promise<void> {
  const mark = page.getByRole('button', { name: /^(声音和板书|小画面|高清画面|稍迟的画面)/ }).first()
  await mark.click()
  await page.getByText(rung, { exact: true }).last().click()
  await page
    .getByRole('button', { name: new RegExp(`^${rung}`) })
    .first()
    .waitFor({ timeout: 60_000 })
}
