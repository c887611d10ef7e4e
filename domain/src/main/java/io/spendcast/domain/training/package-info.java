/** From features to models: temporal panels, algorithms, trained models and their origin. */
package io.spendcast.domain.training;
