package io.spendcast.testkit;

import io.spendcast.domain.prediction.PublishedContexts;

final class InMemoryPublishedContextsTest extends PublishedContextsContract {
  private final PublishedContexts contexts = new InMemoryPublishedContexts();

  @Override
  protected PublishedContexts contexts() {
    return contexts;
  }
}
