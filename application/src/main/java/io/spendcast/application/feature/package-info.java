/** Brings daily spend and the feature table up to date. */
package io.spendcast.application.feature;
