package com.example.shop;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.ScoredRows;

/** What {@code --plugin com.example.shop.ShopModule} plugs in. */
public final class ShopModule extends AbstractModule {
  @Provides
  PredictionSink sink(ScoredRows scored) {
    return new JdbcPredictionSink(System.getenv("SHOP_JDBC_URL"), scored);
  }
}
