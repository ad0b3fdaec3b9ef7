// What @sigstore/verify says of the proofs on standard input: one true or false for each.
"use strict";
const folder = process.argv[2];
const { verifyCheckpoint } = require(`${folder}/dist/tlog/checkpoint.js`);
const { verifyMerkleInclusion } = require(`${folder}/dist/tlog/merkle.js`);
const { crypto } = require(require.resolve("@sigstore/core", { paths: [folder] }));
const { key, origin, keyId, proofs } = JSON.parse(require("node:fs").readFileSync(0, "utf-8"));
const log = {
  logID: Buffer.from(keyId, "hex"),
  baseURL: origin,
  publicKey: crypto.createPublicKey(Buffer.from(key, "base64"), "spki"),
};
const said = proofs.map(({ leaf, index, hashes, checkpoint }) => {
  const entry = {
    canonicalizedBody: Buffer.from(leaf, "base64"),
    inclusionProof: {
      logIndex: String(index),
      hashes: hashes.map((one) => Buffer.from(one, "base64")),
      checkpoint: { envelope: checkpoint },
    },
  };
  try {
    verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log]));
    return true;
  } catch (error) {
    if (error.name !== "VerificationError") throw error;
    return false;
  }
});
console.log(JSON.stringify(said));
