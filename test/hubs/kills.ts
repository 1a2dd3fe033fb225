/** How often hubs are killed: a few times in `npm test`, many in `npm run kills`. */
export const kills = process.env.KILLS === 'many' ? { hub: 200, twoHubs: 20 } : { hub: 8, twoHubs: 1 }
