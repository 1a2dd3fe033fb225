/** The newest of many things, by name. */
export class Newest<Thing> {
  private readonly things = new Map<string, Thing>()

  /** @param most are kept */
  constructor(private readonly most: number) {}

  get(name: string): Thing | undefined {
    return this.things.get(name)
  }

  set(name: string, thing: Thing): void {
    this.things.set(name, thing)
    const [oldest] = this.things.keys()
    if (oldest !== undefined && this.things.size > this.most) this.things.delete(oldest)
  }
}
