package dev.sinew.trainer.network;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.LayerNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The shape of a multilayer perceptron: hidden layers with one activation, then a linear head. Says where each
/// number lies in a parameter array; holds none itself. Immutable.
///
/// A network with one output gives one number a row, as a critic does; one that is to give a matrix of one column, as
/// the policy of a task with one action does, is asked for it ([#withMatrixOutput]).
public final class Mlp {
    private final List<Dense> hidden;
    private final Dense head;
    private final Activation activation;
    private final List<LayerNorm.Layout> norms;
    private final double dropout;

    /// Lays out the layers one after the other; they are named `hidden0`, `hidden1`, … and `head`.
    ///
    /// @param inputs at least 1
    /// @param hidden outputs of each hidden layer, at least one layer
    /// @param outputs of the head, at least 1
    /// @param activation of the hidden layers
    public Mlp(int inputs, List<Integer> hidden, int outputs, Activation activation) {
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException("network must have at least one hidden layer, had none");
        }
        List<Dense> layers = new ArrayList<>();
        int width = inputs;
        int offset = Dense.FIRST;
        for (int i = 0; i < hidden.size(); i++) {
            Dense layer = new Dense("hidden" + i, width, hidden.get(i), offset);
            if (layer.isColumn()) {
                throw new IllegalArgumentException(
                        "hidden layers must have at least 2 outputs, " + layer.name() + " had 1");
            }
            layers.add(layer);
            width = layer.outputs();
            offset = layer.end();
        }
        this.hidden = List.copyOf(layers);
        this.head = new Dense("head", width, outputs, offset);
        this.activation = activation;
        norms = List.of();
        dropout = 0;
    }

    private Mlp(Mlp plain, Dense head, boolean normalizes, double dropout) {
        hidden = plain.hidden;
        activation = plain.activation;
        this.head = head;
        this.dropout = dropout;
        List<LayerNorm.Layout> layouts = new ArrayList<>();
        int offset = head.end();
        for (Dense layer : normalizes ? hidden : List.<Dense>of()) {
            LayerNorm.Layout layout = new LayerNorm.Layout(layer.outputs(), offset);
            layouts.add(layout);
            offset = layout.end();
        }
        norms = List.copyOf(layouts);
    }

    /// {@return this network with its output as a matrix, of one column where there is one output}
    public Mlp withMatrixOutput() {
        return new Mlp(this, head.inPanels(), !norms.isEmpty(), dropout);
    }

    /// {@return this network with the sums of its hidden layers dropped out, then normalised, before the activation
    /// (Hiraoka et al., *Dropout Q-Functions for Doubly Efficient Reinforcement Learning*, arXiv:2110.02034v2, figure
    /// 1)}
    ///
    /// @param rate share of the sums that is dropped in training, in `[0, 1)`
    public Mlp withLayerNorm(double rate) {
        return new Mlp(this, head, true, rate);
    }

    /// {@return how the sums of each hidden layer are normalised; empty when they are not}
    List<LayerNorm.Layout> norms() {
        return norms;
    }

    /// {@return share of the sums that is dropped in training}
    double dropout() {
        return dropout;
    }

    /// {@return the hidden layers in the order of use}
    public List<Dense> hidden() {
        return hidden;
    }

    /// {@return the last layer, without an activation}
    public Dense head() {
        return head;
    }

    /// {@return all layers in the order of use}
    public List<Dense> layers() {
        List<Dense> layers = new ArrayList<>(hidden);
        layers.add(head);
        return layers;
    }

    /// {@return what the hidden layers apply to each of their sums}
    public Activation activation() {
        return activation;
    }

    /// {@return floats of a parameter array, padding included}
    public int size() {
        return norms.isEmpty() ? head.end() : norms.getLast().end();
    }

    /// {@return parameters drawn as PyTorch draws them by default, weights and biases from `U(±1/√inputs)`}
    ///
    /// @param random where from
    public Parameters initialize(RandomStream random) {
        List<Parameters.Span> spans = new ArrayList<>();
        for (int i = 0; i < norms.size(); i++) {
            LayerNorm.Layout norm = norms.get(i);
            String name = hidden.get(i).name() + ".norm";
            spans.add(new Parameters.Span(name + ".gain", norm.gain(), norm.columns()));
            spans.add(new Parameters.Span(name + ".shift", norm.shift(), norm.columns()));
        }
        Parameters parameters = new Parameters(layers(), size() - head.end(), spans);
        draw(Initialization.UNIFORM, 1, 1, random, parameters);
        for (LayerNorm.Layout norm : norms) {
            Arrays.fill(parameters.values(), norm.gain(), norm.gain() + norm.columns(), 1f);
        }
        return parameters;
    }

    /// {@return parameters drawn anew, with numbers of no layer behind them, zero}
    ///
    /// @param kind how weights are drawn
    /// @param hiddenGain gain of the hidden layers, where the kind has one
    /// @param headGain gain of the head, where the kind has one
    /// @param free how many numbers belong to no layer
    /// @param random where from
    public Parameters initialize(
            Initialization kind, double hiddenGain, double headGain, int free, RandomStream random) {
        Parameters parameters = new Parameters(layers(), free);
        draw(kind, hiddenGain, headGain, random, parameters);
        return parameters;
    }

    private void draw(
            Initialization kind, double hiddenGain, double headGain, RandomStream random, Parameters parameters) {
        for (Dense layer : layers()) {
            kind.draw(layer, layer.equals(head) ? headGain : hiddenGain, random, parameters.values());
        }
    }
}
