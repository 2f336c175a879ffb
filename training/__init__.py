"""How the compact English model is made: data, network, training, export, figures."""
