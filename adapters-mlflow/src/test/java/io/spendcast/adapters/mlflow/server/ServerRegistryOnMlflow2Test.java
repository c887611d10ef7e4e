package io.spendcast.adapters.mlflow.server;

import io.spendcast.testkit.mlflow.MlflowServer;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ServerRegistryOnMlflow2Test extends ServerRegistryTest {
  @RegisterExtension static final MlflowServer PREVIOUS = MlflowServer.previous();

  @Override
  URI uri() {
    return PREVIOUS.uri();
  }
}
