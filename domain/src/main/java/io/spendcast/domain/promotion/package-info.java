/** The rules by which a model version may go to Production. */
package io.spendcast.domain.promotion;
