// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A certificate authority that lives as long as this process, with keys on P-256: for a federation
 * on one machine.
 */
public final class LocalAuthority {
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final int SERIAL_BITS = 127;

  private final SecureRandom random = new SecureRandom();
  private final X500Name name;
  private final KeyPair keys = newKeys();
  private final String certificate;

  private LocalAuthority(String name) {
    this.name = new X500Name("CN=" + name);
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    add(extensions, Extension.basicConstraints, new BasicConstraints(true));
    Instant now = Instant.now();
    this.certificate =
        sign(
            new Terms(this.name, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30))),
            keys,
            extensions);
  }

  private record Terms(X500Name subject, Instant from, Instant until) {}

  /** Founds an authority. */
  public static LocalAuthority found(String name) {
    return new LocalAuthority(name);
  }

  /** Its own certificate, in PEM: what others trust. */
  public String certificate() {
    return certificate;
  }

  /** Certifies a server, from an hour ago and for a day, under a new key. */
  public ServerFiles certify(String... hosts) {
    Instant now = Instant.now();
    return certify(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)), hosts);
  }

  /**
   * Certifies a server under a new key.
   *
   * @param hosts names, or addresses in digits
   */
  public ServerFiles certify(Instant from, Instant until, String... hosts) {
    KeyPair server = newKeys();
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    GeneralName[] names =
        Arrays.stream(hosts).map(LocalAuthority::nameOf).toArray(GeneralName[]::new);
    add(extensions, Extension.subjectAlternativeName, new GeneralNames(names));
    String signed = sign(new Terms(new X500Name("CN=server"), from, until), server, extensions);
    return new ServerFiles(signed, Pem.of("PRIVATE KEY", server.getPrivate().getEncoded()));
  }

  private static GeneralName nameOf(String host) {
    boolean address = host.contains(":") || host.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private String sign(Terms terms, KeyPair subject, ExtensionsGenerator extensions) {
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random)));
    generator.setSignature(ECDSA);
    generator.setIssuer(name);
    generator.setSubject(terms.subject());
    generator.setStartDate(new Time(Date.from(terms.from())));
    generator.setEndDate(new Time(Date.from(terms.until())));
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(subject.getPublic().getEncoded()));
    generator.setExtensions(extensions.generate());
    TBSCertificate content = generator.generateTBSCertificate();
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content.getEncoded());
      ASN1Encodable[] parts = {content, ECDSA, new DERBitString(signature.sign())};
      return Pem.of("CERTIFICATE", new DERSequence(parts).getEncoded());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Every Java signs on P-256", e);
    }
  }

  private static void add(
      ExtensionsGenerator extensions,
      org.bouncycastle.asn1.ASN1ObjectIdentifier what,
      ASN1Encodable value) {
    try {
      extensions.addExtension(what, true, value);
    } catch (IOException e) {
      throw new IllegalStateException("An extension in memory can be encoded", e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has P-256", e);
    }
  }
}
