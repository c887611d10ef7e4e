package io.spendcast.adapters.mlflow.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom to trust besides those whom Java trusts. */
final class Certificates {
  private Certificates() {}

  static Optional<SSLContext> of(ServerAddress address, Access access) {
    if (access.trustsAnyCertificate()) {
      if (!address.isLoopback()) {
        throw MlflowErrors.refused(
            "use " + address,
            "MLFLOW_TRACKING_INSECURE_TLS would let anybody answer in its place",
            "Unset it, and name the certificate in MLFLOW_TRACKING_SERVER_CERT_PATH.");
      }
      return Optional.of(context(new Anybody()));
    }
    return access.certificates().map(Path::of).map(Certificates::trusting);
  }

  private static SSLContext trusting(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("mlflow-" + number++, one);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return context(factory.getTrustManagers());
    } catch (IOException | GeneralSecurityException e) {
      throw MlflowErrors.refused(
          "read the certificates in " + file,
          e.toString(),
          "Set MLFLOW_TRACKING_SERVER_CERT_PATH to a file of PEM certificates.");
    }
  }

  private static SSLContext context(TrustManager... trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** For a server on this machine. The extended kind also leaves out the check of the name. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
