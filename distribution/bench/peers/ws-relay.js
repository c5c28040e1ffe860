// The smallest relay that does what the hub is asked to: users, signed connects, messages whose every signature is verified,
// and acknowledgements. It keeps nothing, limits nothing and trusts that clients write `data` in its canonical order.
import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const ED25519_SPKI = '302a300506032b6570032100'
const HUB = '00'.repeat(32)
const users = new Map()
const online = new Map()

const http = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => (body += part))
  request.on('end', () => {
    const keys = JSON.parse(body)
    const code = (users.size + 36 ** 6).toString(36).toUpperCase()
    const der = Buffer.from(ED25519_SPKI + keys.eddsa_public_key, 'hex')
    users.set(code, createPublicKey({ key: der, format: 'der', type: 'spki' }))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ id: users.size, code, name: null, ...keys, created_at: new Date().toISOString() }))
  })
})

const fromServer = (message) => JSON.stringify({ data: { sender: 'server', message } })
const error = (code) => fromServer({ type: 'error', payload: { code, detail: '' } })

new WebSocketServer({ server: http, maxPayload: 16384, perMessageDeflate: false }).on('connection', (socket, request) => {
  let code
  let nonce
  if (request.url.includes('hello=1')) {
    nonce = randomBytes(32).toString('base64url')
    socket.send(fromServer({ type: 'hello', payload: { nonce, hub_id: HUB } }))
  }
  socket.on('message', (bytes) => {
    const { data, signature } = JSON.parse(bytes)
    const key = users.get(data.sender)
    if (!key || (code && code !== data.sender)) return socket.send(error('invalid_sender'))
    if (!verify(null, Buffer.from(JSON.stringify(data)), key, Buffer.from(signature, 'hex'))) {
      return socket.send(error('invalid_signature'))
    }
    const { type, payload } = data.message
    if (type === 'connect') {
      if (nonce && payload?.nonce !== nonce) return socket.send(error('replayed'))
      code = data.sender
      online.set(code, socket)
      return socket.send(fromServer({ type: 'connect_ack' }))
    }
    if (!code) return socket.send(error('not_connected'))
    if (type === 'ack') {
      return online.get(payload.sender)?.send(fromServer({ type: 'accepted', payload: { id: payload.id } }))
    }
    const recipient = online.get(data.recipient)
    if (!recipient) return socket.send(error('unknown_recipient'))
    recipient.send(bytes, { binary: false })
  })
  socket.on('close', () => {
    if (online.get(code) === socket) online.delete(code)
  })
})

http.listen(0, '127.0.0.1', () => console.log(`listening on port ${http.address().port}`))
