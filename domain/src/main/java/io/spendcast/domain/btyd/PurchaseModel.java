package io.spendcast.domain.btyd;

import java.io.Serializable;

/**
 * How a population buys.
 *
 * @param buying how often, and until when
 * @param value how much at a time
 */
public record PurchaseModel(BgNbd buying, GammaGamma value) implements Serializable {}
