import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { sandboxCertificate } from '../../../../adapters/sandbox/tax-authorities/certificate.ts';
import { readCredential, isSealOf, seal } from '../../../../adapters/tax-documents/mexico/sign.ts';
import { certificateNumber, issuerCertificate } from './sat-fixture.ts';

describe('readCredential', () => {
  const password = '12345678a';

  it('reads PEM', async () => {
    const { certificatePem, privateKeyPem } = await issuerCertificate();
    assert.equal(readCredential(certificatePem, privateKeyPem).number, certificateNumber);
  });

  it('reads the SAT’s .cer and .key with its password', async () => {
    const { certificatePem, privateKeyPem } = await issuerCertificate();
    const cer = new X509Certificate(certificatePem).raw;
    const key = createPrivateKey(privateKeyPem).export({
      type: 'pkcs8',
      format: 'der',
      cipher: 'aes-256-cbc',
      passphrase: password,
    });
    const { number, privateKey, certificate } = readCredential(cer, key, password);
    assert.equal(number, certificateNumber);
    assert.ok(isSealOf('||a||', seal('||a||', privateKey), certificate.publicKey));
    assert.throws(() => readCredential(cer, key, 'wrong'));
    assert.throws(() => readCredential(cer, key));
  });

  it('reads an encrypted PEM', async () => {
    const { certificatePem, privateKeyPem } = await issuerCertificate();
    const key = createPrivateKey(privateKeyPem).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: password,
    });
    assert.equal(readCredential(certificatePem, key, password).number, certificateNumber);
  });

  it('refuses a key that is another’s, and a certificate that is not the SAT’s', async () => {
    const { certificatePem } = await issuerCertificate();
    const other = await sandboxCertificate({ taxId: 'EKU9003173C9', name: 'Other' });
    assert.throws(() => readCredential(certificatePem, other.privateKeyPem), /not that of the certificate/);
    assert.throws(() => readCredential(other.certificatePem, other.privateKeyPem), /not the number of a certificate/);
  });
});
