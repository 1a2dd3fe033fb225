exports.createSocket = undefined
