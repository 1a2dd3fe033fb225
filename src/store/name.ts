/** The name of a place's database. Several places can live in one browser. */
export function databaseName(place: string): string {
  return `tongke:${place}`
}
