// SPDX-License-Identifier: Apache-2.0
// Asks an OpenWhisk through its own client what that client can ask. Arguments: API host, key, a jar.
'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const openwhisk = require('openwhisk')

const [apihost, apiKey, jar] = process.argv.slice(2)
const ow = openwhisk({ apihost, api_key: apiKey })
const code = fs.readFileSync(jar).toString('base64')

const java = parameters => ({
  exec: { kind: 'java:8', main: 'Obedient', code, binary: true },
  limits: { timeout: 10000, memory: 128 },
  parameters: Object.entries(parameters).map(([key, value]) => ({ key, value }))
})

const refuses = (status, promise) => assert.rejects(promise, error => error.statusCode === status)

async function stored (activation) {
  for (let i = 0; i < 200; i++) {
    try {
      return await ow.activations.get(activation)
    } catch (error) {
      assert.equal(error.statusCode, 404)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
  throw new Error('not stored: ' + activation)
}

const steps = {
  async packages () {
    await ow.packages.update({ name: 'p', package: { parameters: [{ key: 'a', value: 'p' }] } })
    await refuses(409, ow.packages.create({ name: 'p', package: {} }))
    await ow.packages.update({ name: 'bound', package: { binding: { namespace: '_', name: 'p' } } })
    assert.equal((await ow.packages.get('bound')).binding.name, 'p')
    assert.ok((await ow.packages.list()).some(one => one.name === 'p'))
  },

  async actions () {
    await ow.actions.create({ name: 'p/echo', action: java({}) })
    await refuses(409, ow.actions.create({ name: 'p/echo', action: java({}) }))
    assert.equal((await ow.actions.update({ name: 'p/echo', action: java({}) })).version, '0.0.2')
    await ow.actions.update({ name: 'p/echo', params: { b: 'action' } })
    const shown = await ow.actions.get({ name: 'p/echo', code: false })
    assert.equal(shown.exec.kind, 'java:8')
    assert.equal(shown.exec.code, undefined)
    assert.ok((await ow.actions.list()).some(one => one.name === 'echo'))
    await refuses(404, ow.actions.get('p/nothing'))
    await refuses(400, ow.actions.create({ name: 'odd', action: 'x', kind: 'cobol:60' }))
  },

  async invocations () {
    const result = await ow.actions.invoke(
      { name: 'bound/echo', blocking: true, result: true, params: { c: 'call' } })
    assert.deepEqual(result.parameters, { a: 'p', b: 'action', c: 'call' })
    const { activationId } = await ow.actions.invoke({ name: 'p/echo' })
    const record = await stored(activationId)
    assert.equal(record.response.status, 'success')
    assert.ok((await ow.activations.list({ limit: 5 })).length > 0)
    assert.ok((await ow.activations.logs(activationId)).logs.length > 0)
    assert.equal((await ow.activations.result(activationId)).success, true)
    await assert.rejects(
      ow.actions.invoke({ name: 'p/echo', blocking: true, params: { do: 'refuse' } }),
      error => error.statusCode === 502 && error.error.response.status === 'application error')
  },

  async sequences () {
    await ow.actions.update({ name: 'add', action: java({ do: 'add' }) })
    await ow.actions.update({ name: 'twice', sequence: ['/_/add', '/_/add'] })
    const result = await ow.actions.invoke(
      { name: 'twice', blocking: true, result: true, params: { n: 40 } })
    assert.equal(result.n, 42)
  },

  async events () {
    await ow.triggers.create({ name: 't', trigger: { parameters: [{ key: 'n', value: 1 }] } })
    await ow.rules.create({ name: 'r', action: 'add', trigger: 't' })
    assert.equal((await ow.rules.get('r')).status, 'active')
    const { activationId } = await ow.triggers.invoke({ name: 't', params: { n: 6 } })
    const line = JSON.parse((await stored(activationId)).logs[0])
    assert.equal((await stored(line.activationId)).response.result.n, 7)
    await ow.rules.disable({ name: 'r' })
    assert.equal((await ow.rules.get('r')).status, 'inactive')
    await ow.rules.enable({ name: 'r' })
    assert.equal((await ow.triggers.list()).length, 1)
    assert.equal((await ow.rules.list()).length, 1)
  },

  async namespaces () {
    assert.equal((await ow.namespaces.list()).length, 1)
    const all = await ow.namespaces.get({})
    assert.deepEqual(
      [all.packages.length, all.actions.length, all.triggers.length, all.rules.length], [2, 3, 1, 1])
    await refuses(401, openwhisk({ apihost, api_key: 'nobody:at-all-of-this-world' }).actions.list())
  },

  async removal () {
    await ow.rules.delete('r')
    await ow.triggers.delete('t')
    await refuses(409, ow.packages.delete('p'))
    await ow.actions.delete(['twice', 'add', 'p/echo'])
    await ow.packages.delete('bound')
    await ow.packages.delete('p')
    assert.equal((await ow.actions.list()).length, 0)
  }
}

async function main () {
  for (const [name, step] of Object.entries(steps)) {
    await step()
    console.log('passed ' + name)
  }
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
