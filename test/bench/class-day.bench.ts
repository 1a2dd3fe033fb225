import { aClassesDay } from '../../core/facts/class-day.fixture.ts'
import { bench } from './bench.ts'
import { deliverByPouchdb } from './class-day/pouchdb.ts'
import { deliverByTongke } from './class-day/tongke.ts'

export default bench({
  name: 'class-day',
  how: `One day of a class of 40 on one device (40 marks in the register, 400 answers of homework, 440 of practice) is
delivered over a line that was just repaired, from connecting to the receipt. Bytes are counted on TCP by the relay between the
two processes; Tongke's include TLS 1.3 with a chain of two certificates, PouchDB's are without TLS. The register's marks
are refused, since no one device may record all three; the refusals are part of the receipt. PouchDB keeps the same as documents in
memory and replicates them to a CouchDB-compatible server.`,
  budget: { bytes: { atMost: 9_000 }, requests: { atMost: 2 }, timesLessThanPouchdb: { atLeast: 40 } },
  needs: ['build', 'packages'],
  async measure() {
    const day = aClassesDay()
    const tongke = await deliverByTongke(day)
    const pouchdb = await deliverByPouchdb(day)
    const bytes = tongke.up + tongke.down
    return {
      bytes,
      upBytes: tongke.up,
      downBytes: tongke.down,
      requests: tongke.requests,
      timesLessThanPouchdb: (pouchdb.up + pouchdb.down) / bytes,
      pouchdbUpBytes: pouchdb.up,
      pouchdbDownBytes: pouchdb.down,
      pouchdbRequests: pouchdb.requests,
      pouchdbConnections: pouchdb.connections,
    }
  },
})
