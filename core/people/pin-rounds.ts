/** PBKDF2 rounds of a PIN, wherever it is set: about half a second on a slow tablet. */
export const pinRounds = 210_000
